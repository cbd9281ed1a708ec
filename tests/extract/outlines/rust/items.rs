use a::b::{c, d as e, self, f::{g, h}, i::j, k::*};
use serde::Deserialize;
use x::*;
pub use m::n as o;

#[derive(Queryable, Insertable)]
#[diesel(table_name = orders)]
/// A row.
pub struct Order<T> {
    #[sqlx(rename = "x")]
    pub id: i64,
    name: Option<String>,
    r: &'a str,
}

impl<T> Repo for PgRepo<T> {
    pub async fn find(&self, id: &Uuid, mut p: Vec<&str>) -> Result<Option<Order>, Error> {
        self.pool.get().await?
    }
}

trait Store: A + B {
    fn f(&self);
}
enum Status {
    Open,
    Other(i32),
}
const Q: &str = "x";
static S: i32 = 1;
mod tests {
    type X = Y<Z>;
}
#[get("/x")]
async fn h() -> impl Responder {
    x.y
}
