@Entity
@Table(name = "orders", indexes = {@Index(columnList = "a"), @Index(name = "b")})
public abstract class Order<T extends B> extends Base<T, String[]> implements C, Map.Entry<List<? extends Foo>, byte[]> {
  private static final String SQL = "select 1", OTHER;
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  static class Inner {}
}

public interface OrderRepository extends CrudRepository<Order, Long>, Paging<Order> {
  String TABLE = "orders";

  @Modifying
  @Query("delete from Order")
  int removeAll(@Param("x") String x);

  default Order one() { return null; }
}

record Line(@Column("q") int quantity, String sku) implements Serializable {
  Line {}
}

enum Status implements Coded {
  OPEN("open", 1), CLOSED;
  private final String code;
  Status(String code) { this.code = code; }
}

@interface Audited {
  String value() default "x";
}
