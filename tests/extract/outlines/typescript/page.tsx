export const Page = ({ id }: { id: string }) => {
  const { data } = useQuery<Order>(['orders', id], () => fetch(`/api/orders/${id}`).then((r) => r.json()));
  return <Layout title="Orders" onClick={() => save(id)}>{data?.map((o: Order) => <Row key={o.id} {...o} />)}</Layout>;
};
