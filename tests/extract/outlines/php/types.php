<?php
namespace App\Models;

use A\B\C as D, E\F;
use A\B\{G, H as I};
use function X\y;

require_once __DIR__ . '/x.php';
include 'y.php';

#[ORM\Entity(repositoryClass: Repo::class)]
#[ORM\Table(name: "orders")]
abstract class Order extends Model implements I1, \X\I2
{
    use HasFactory, SoftDeletes;

    const TABLE = 'orders';
    protected $table = 'orders';
    private ?string $name;
    public static int $n = 3;
    #[ORM\Column(type: 'string')]
    private readonly string|null $z;

    public function __construct(private Conn $db, #[X] protected readonly ?Foo $foo = null, int ...$rest)
    {
        parent::__construct($db);
    }

    public static function find(string $id, array &$opts = []): ?self { return null; }
}
interface Z extends Y { public function a(): int; }
trait T { }
enum S: string implements W { case Open = 'open'; case Closed; }
function top(int $a) { global $wpdb; $wpdb->query("x"); }
const C1 = 2;
