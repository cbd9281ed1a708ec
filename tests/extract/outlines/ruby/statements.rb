x.each { |a, b: 1| a.b }
y = -> (z) { z }
A::B.c(1, d: 2)&.e
puts "x", 1 unless y
a, b = c, d
@x ||= y[1, :a]
a.b = -1
total += x ? 1 : nil
begin
  risky
rescue Foo => e
end
# onewriter:ignore shared-writer moved in March
Order.where("id = ?", id).each do |o|
  o.update!(state: 'open')
  return o, 2
end
conn.exec_params 'insert into t values ($1)', [id]
for i in xs do use(i) end
yield x

def bare
  save if first
  first = last || new
  first
end
