async function f(a, { b, c: d } = {}, [e], g = 2, ...rest) {
  for (const k of ks) await k.save();
  for (let i = 0; i < 3; i++) {}
  return rest;
}
const o = { a: 1, b, 'c-d': 2, [e]: 3, foo(x) { return x; }, bar: async (y) => y.z?.q(), ...more };
const h = x => ({ x });
var g = function ({ c, d }) {};
module.exports = { f };
exports.k = () => db.query('select ' + cols, [1, -2]) || a ?? b;
app.get('/x', (req, res) => res.json(null));
new (require('a').B)(1);
new Model.Order({ a: 1 }).save();
a?.b?.[c](d);
