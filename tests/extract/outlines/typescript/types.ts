import type { A } from './a';
import fs = require('fs');
import { Entity, Column } from 'typeorm';

@Entity({ name: 'orders' })
export class Order<T extends Base> extends BaseEntity<T> implements IOrder, Other<X> {
  @PrimaryGeneratedColumn() id: number;
  @OneToMany(() => Item, (item) => item.order, { cascade: true })
  items?: Item[];
  private readonly note: string | null = null;
  static table = 'orders';

  constructor(
    @InjectRepository(Order) private readonly repo: Repository<Order>,
    public name?: string,
    plain: string[] = [],
  ) { super(); }

  @Get(':id')
  @UseGuards(Guard)
  async find(@Param('id') id: string, { a, b }: Filter, ...rest: any[]): Promise<Order | undefined> {
    return this.repo.findOne<Order>({ where: { id } as FindOptions, order: rest! });
  }
}
@Injectable()
export abstract class Store { abstract load(key: string): Promise<void>; }
interface Line extends Base<T>, Other { sku: string; quantity?: number; total(): Money; }
type Row = Base & { id: string };
type Id = string;
enum Status { Open = 'open', Closed }
namespace Inner { export const x = 1; }
declare module 'm' { interface Y { z: string } }
