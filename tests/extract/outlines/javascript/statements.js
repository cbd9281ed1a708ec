const { q, r: { s }, t = 5, ...rest } = await foo.bar(1);
const [u, v] = list;
let zz;
total += 1;
const y = c ? `a` : undefined;
try { x(); } catch ({ message }) { log(message); }
if (!x && /x/g.test(s)) delete y[0];
// onewriter:ignore shared-writer moved in March
/* a
   onewriter:ignore-file x y */
