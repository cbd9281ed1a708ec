fn main() {
    let rows = sqlx::query_as!(Order, "select * from t where id = $1", id).fetch_all(&self.pool).await?;
    let q = sqlx::query_as::<_, Order>(r#"select "a""#).bind(&x);
    let mut s: String = format!("x {} {y}", self.t);
    let (a, b): (i32, u8) = f()?;
    x += 1;
    self.a.b[0] = -1;
    orders::table.filter(id.eq(1)).load::<Order>(conn);
    let o = Order { id: 1, name, ..Default::default() };
    xs.iter().map(|x| x.y).for_each(|(k, v)| {
        g(k);
        h(v);
    });
    for (i, x) in xs.iter() {
        h(i);
    }
    if let Some(z) = w {
        q(z);
    }
    let long = "a \
      b\n";
    client.execute("insert into t" + tail, &[&a, &b]).await;
    // onewriter:ignore shared-writer moved in March
    return Ok((a as i64, true));
}
