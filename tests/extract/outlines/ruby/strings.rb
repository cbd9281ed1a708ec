sql = <<~SQL + x
  select #{a.b}
    from t
SQL
f(<<-A, <<~'B')
a #{x}
 c
A
 b #{raw}
B
plain = 'it\'s'
text = "a\n#{b} \"c\""
words = %w[a b] + %i[c d]
symbols = [:sym, :"q s", { a: 1, 'b' => 2, "c": 3 }]
adjacent = "a" "b"
shell = `ls #{x}`
quoted = %q(it) + %Q{x #{y}}
