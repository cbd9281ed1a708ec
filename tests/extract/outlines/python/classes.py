@dataclass(frozen=True)
class Order(Base, Generic[T], models.Model, metaclass=Meta):
    """A docstring is a string."""

    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    items: "list[Item]" = relationship("Item", back_populates="order")
    note: str | None = None

    class Meta:
        db_table = "shop_order"

    def __init__(self, a, b: int = 3, *args: str, c: Optional[str] = None, **kw):
        self.a: int = a

    @property
    def total(self) -> Decimal:
        return self.a

    @app.route("/orders", methods=["GET"])
    async def fetch(self): ...
