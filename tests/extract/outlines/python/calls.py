session.query(Order).filter(Order.id == 1).all()
f(1)(2)
rows[0].name()
get()["a"]
sum(x.total for x in orders if x)
print(*a, **k, sep="")
super().save(commit=False)
await db.execute(text("select 1"))
make = lambda x, y=1: x + y
