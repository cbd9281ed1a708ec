x = y = 1
a, b = f()
(c, d), e = g()
self.x[0] = -1
total += 1
if (n := len(a)) > 3 and not b:
    z = 1 if a else 2.5
for k, v in d.items():
    use(k)
while True:
    break
names = [k for k, v in pairs]
table = {k: v for k in keys}
data = {"a": 1, **rest, b: [1, 2], "c": (3, None)}
with open(x) as f, lock, tx.begin() as (q, r):
    f.read()
async with s.begin():
    pass
try:
    risky()
except (A, B) as error:
    raise Wrapped("x") from error
match command:
    case {"go": 1}:
        go()
return a, b
# onewriter:ignore shared-writer moved in March
del a  # onewriter:ignore-file x y
