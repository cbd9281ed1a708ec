class A {
  @Autowired
  public A(@Qualifier("x") Foo foo, final String... names) {
    super(foo);
    this.foo = foo;
  }

  @Override
  public <T> List<T> find(Map<String, T> a) throws X {
    String s;
    final var x = repo.findAll().stream().map(Order::getId).filter(o -> o.isOpen()).collect(Collectors.toList());
    for (Foo f : foos) {
      f.go(Foo.class, A::new, new int[] {1, 2}, null);
    }
    for (int i = 0; i < 3; i++) a[i] += 1;
    try (Connection c = ds.getConnection(); shared) {
      c.a.b();
    } catch (E e) {
      throw new IllegalStateException("x", e);
    }
    Object o = (String) foo.<T>bar(-1, true ? a : null, (y, z) -> { return y; });
    var t = switch (x) {
      case 1 -> "a";
      default -> { yield b(); }
    };
    new Thread(1) {
      @Override public void run() { go(); }
    };
    List<String> l1 = new ArrayList<>(), l2;
    // onewriter:ignore shared-writer moved in March
    return (a).b != null ? new A.B<X>(x) : null;
  }
}
class B<T extends Comparable<T>> {
  boolean f(Object o) {
    Object[] all = new Object[3];
    register(a.b.C.class, java.util.List.of(1));
    return o instanceof Order order || o instanceof Line;
  }
}
