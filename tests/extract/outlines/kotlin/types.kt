package com.shop.order

import a.b.C as D
import a.b.*

@Entity
@Table(name = "orders")
data class Order(@Id val id: Long? = null, private var b: List<String>, c: Int) : Base<Order>(c), I {
  @Column(name = "x")
  val x: String = "a"
  lateinit var repo: Repo
  val y get() = 1
  private val z by lazy { f() }

  companion object {
    const val TABLE = "orders"
  }

  init {
    g()
  }

  constructor(a: Int) : this(a, 2)

  @GetMapping("/x")
  suspend fun <T> find(a: Int = 1, vararg b: T): List<T>? = repo.findAll(a).map { it.x }.filter { x -> x > 1 }

  override fun m() {}
}

interface Orders : JpaRepository<Order, Long> {
  @Query("delete from Order", nativeQuery = true)
  fun drop(@Param("a") a: String): Int
}

object Tables : Table("orders") {
  val id = long("id").autoIncrement()
}

enum class Status(val code: String) {
  OPEN("open"), CLOSED;
}

fun String.ext() = 1
typealias X = Y
const val Q = "select 1"

val Database.orders: Sequence<Order> get() = sequenceOf(Orders)
fun Database?.count(): Int = 1
