<?php
/**
 * A file's own comment: @NotAnAnnotation
 */
namespace App\Entity;

use Doctrine\ORM\Mapping as ORM;

/**
 * Orders, see {@link https://example.org/Orders} and write to someone@Example.org.
 *
 * @author Jane Doe <jane@Example.org>
 * @ORM\Entity(repositoryClass="App\Repository\OrderRepository")
 * @ORM\Table(name="orders", schema = "shop",
 *   indexes={@ORM\Index(name="by_day", columns={"day"}), @ORM\Index(columns={"state"})})
 */
class Order
{
    /** @ORM\Id @ORM\Column(type="integer") */
    private $id;

    /**
     * @var Collection|Line[]
     * @ORM\ManyToMany(targetEntity=Product::class, cascade={"persist", "remove"})
     * @ORM\JoinTable(name="order_lines",
     *      joinColumns={@ORM\JoinColumn(name="order_id", referencedColumnName="id")}
     *      )
     */
    private $lines;

    /** @var int */
    private $count;

    /**
     * Finds one.
     *
     * @Route("/orders/{id}", name="order", methods={"GET", "HEAD"}, requirements={"id" = "\d+"})
     * @param int $id
     * @return Order|null
     */
    public function find($id)
    {
        /** @Var Order $order */
        $order = null;
        return $order;
    }

    /**
     * @Broken("never closed"
     */
    public function broken() { }
}
