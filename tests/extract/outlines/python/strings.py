plain = 'it\'s "x"\tand\\n'
raw = r"a\d\n"
adjacent = "select * " f"from {table!r:>10}" ' where a = {b}'
query = f"""
select {", ".join(cols)}
from {{literal}}
where a = {self.a}
"""
continued = "one \
two"
empty = ""
data = b"\x41\u0042"
joined = "a" + b + 'c' % d
sql = (
    "insert into t "
    # a comment between
    "values (1)"
)
