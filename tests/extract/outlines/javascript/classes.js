@Entity('orders')
export default class Order extends ns.Base {
  static table = 'orders';
  #secret;
  @Column({ type: 'int' }) id;
  constructor(a) { super(a); this.a = a; }
  static async find() {}
  get total() { return 1; }
  save = async () => { await this.repo.save(this); };
}
const Mixin = class extends Base {};
