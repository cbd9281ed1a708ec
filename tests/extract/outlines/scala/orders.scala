package com.shop.order
import a.b.C
import a.b.{D, E => F, _}
import slick.jdbc.PostgresProfile.api._
@Entity(name = "x")
case class Order[T](id: Long = 1, @Id var name: Option[String])(implicit ec: EC) extends Base[T](id) with I {
  val x: String = "a"
  private lazy val (u, v) = f()
  var y = 1
  def find(a: Int = 1, b: String*): Future[List[Order]] = db.run(orders.filter(_.id === a).result).map { r => r.x }
  override def m() = {
    val q = s"select $a ${b.c} \n"
    val w = sql"""select * from t where id = $id and x = ${y.z}""".as[Int]
    for { i <- xs; j = 1 } yield use(i)
    xs.foreach(x => g(x)); x += 1; a.b(1)(2); new Foo(1) { def q = 1 }; if (a) b else c; x match { case Some(y) => y.z; case _ => 1 }
    try { f() } catch { case e: E => g(e) }; (1, "b"); "k" -> 1; a ++ b + "c"; this.x = 3; -1; true; null; return x; f[Int](1); Set.empty[X]; a(0) = 1; throw new X("q"); a map b
    // onewriter:ignore shared-writer moved in March
  }
}
object Orders extends TableQuery(new Orders(_)) { 
  val SQL = """raw \n "x"""" 
}
trait R extends S[Order, Long] { def f(a: Int): Unit }
class Orders(tag: Tag) extends Table[Order](tag, "orders") { 
  def id = column[Int]("id", O.PrimaryKey) 
  def * = (id, name) <> (Order.tupled, Order.unapply)
}
