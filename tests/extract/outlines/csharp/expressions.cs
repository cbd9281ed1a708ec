namespace Shop
{
    class A
    {
        void M()
        {
            using var tx = db.Begin();
            using (var c = new Conn(s)) { c.Go(); }
            await using var e = x;
            a?.B(x)?.C[0].F();
            services.AddDbContext<Ctx>(o => { o.UseSqlServer(cs); }, lifetime: L.S);
            var (q, w) = f();
            (q, w) = g();
            foreach (var (k, z) in d) { }
            foreach (Order o in os) h(o);
            int[] arr = { 1, -2 };
            var n = new Foo { A = 1, B = { 2 } };
            var an = new { a = 1, b.c };
            Foo t = new(1);
            int[] list = [1, ..x];
            var y = x switch { 1 => "a", _ => b };
            var z2 = c ? a : b;
            x += 1;
            if (o is Order oo && dict.TryGetValue(k, out var val)) { }
            var q2 = from o in ctx.Orders join i in ctx.Items on o.Id equals i.Id where o.X select o.Y;
            Func<int, int> ff = (int x1, y1) => x1;
            int local(int p) { return p; }
            this.ctx.Set<Order>().Add((Foo)x as Bar);
            db.Execute("a", new { Id = typeof(Foo) });
            // onewriter:ignore shared-writer moved in March
            try { } catch (E ex) when (ex.A) { throw; }
        }
    }
}
