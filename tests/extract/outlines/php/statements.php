<?php
$stmt = $this->db->prepare($q);
$stmt?->execute(['id' => $id, ':x' => 1]);
static::$n = 4;
DB::table('orders')->where('id', $id)->get(PDO::FETCH_ASSOC);
[$a, $b] = f();
['k' => $kk] = $row;
foreach ($rows as $k => $v) { echo $v; }
foreach (q() as $x) yield $x;
$f = fn($x) => $x + 1;
$g = function ($y) use ($z) { return $y; };
$o = new Order($id, name: 'x');
$cls = new class(1) extends Base { public function m() {} };
$x = $a ?: $b ?? $c;
$m = match($x) { 1, 2 => 'a', default => g() };
try { (int) $x; } catch (E $e) {}
$this->a['b'][] = -1;
$f($x);
A::$b->c([$this, 'm'], array(1, null));
// onewriter:ignore shared-writer moved in March
mysqli_query($c, "delete from t");
$o = \App\Order::class;
\App\Order::all();
