const plain = 'it\'s "x"\n\u0041\u{1F600}';
const t = `select ${cols.join(', ')}
from ${table}
where a = \`x\``;
const tagged = sql`delete from t where id = ${id}`;
const continued = "one \
two";
const joined = 'a' + b + "c";
const empty = '';
const page = <Foo a="1" b={f(x)}>text {g(y)}</Foo>;
