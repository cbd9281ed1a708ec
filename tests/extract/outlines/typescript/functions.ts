export const handler: Handler<Event> = async (event: Event, context?: Context): Promise<void> => {
  const rows = await db.select<Row>().from(orders).where(eq(orders.id, <any>x));
  const map = new Map<string, Order[]>();
  const [first, { second }] = rows as unknown as Row[];
  for (const [k, v] of map) log(k!, v?.id);
};
function over(a: string): void;
function over(a: unknown) {}
export default function* gen() { yield* other(); }
export const orders = pgTable('orders', { id: serial('id').primaryKey(), note: text() });
const sqlText = sql<Row>`select * from ${orders} where a = ${x as string}`;
