global using static X.Y;
using A = X.Y.Z;
using System.Linq;

namespace Shop.Orders;

[Table("orders", Schema = "s"), Index(nameof(Name), IsUnique = true)]
public sealed class Order<T>(IFoo foo, int x = 1) : Base<T>(foo), IOrder where T : class
{
    private const string Sql = "select 1", B;
    [Key] public int? Id { get; set; } = 3;
    public DbSet<Item> Items => Set<Item>();
    public string Name { get { return _n; } set => _n = value; }
    [Inject] private readonly ILogger<Order> _l;

    public Order(ILogger<Order> l) : base(l, 1) { _l = l ?? throw new X(); }

    [HttpGet("{id}")]
    public async Task<List<Order>> Find([FromBody] string? a, ref int b, params string[] c) =>
        await ctx.Orders.Where(o => o.Id == 1).ToListAsync();
}

public record Line([property: Column("q")] int X, string Y = "a") : Base(X), ILine;
public readonly struct Money { }
enum Status { Open = 1, [Obsolete] Closed }
interface IOrders : IRepository<Order> { Task F(); }
