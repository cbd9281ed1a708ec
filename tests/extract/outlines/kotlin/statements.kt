fun m() {
  val q: String = "select $a ${b.c} \n"
  val w = """
    raw $t
  """.trimIndent()
  var (u, v) = f()
  for (i in xs) { use(i) }
  while (a) { b() }
  a?.b!!.c(x = 1) { it }
  x += 1
  this.x[0] = -1
  Users.select { Users.id eq 1 }
  if (a) b() else c()
  val r = if (a) 1 else 2
  val s = when (x) {
    1 -> "a"
    else -> b()
  }
  try { risky() } catch (e: E) { log(e) }
  (a as B).go(A::b, A::class.java, true, null)
  listOf<Int>(1 to "a")
  db.use { conn -> conn.go() }
  val t = x ?: return
  val u = x ?: throw E("none")
  val o = object : X() { override fun a() {} }
  val h = "a" + 'c'
  val l = fun(x: Int): Int = x
  transaction(db) { y() }
  // onewriter:ignore shared-writer moved in March
  return f(1)(2)
}
