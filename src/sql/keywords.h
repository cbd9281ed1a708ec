#pragma once
// The words that the readers act on. A word is a keyword only where the grammar asks for it: most may also be names.

#include <cstdint>
#include <string_view>

#include "facts/ascii.h"

namespace onewriter::sql {

// clang-format off
#define ONEWRITER_SQL_KEYWORDS(X) \
  X(Add) X(After) X(Against) X(All) X(Alter) X(Always) X(Analyze) X(And) X(Anti) X(Any) X(Apply) X(Array) X(As) X(Asc) X(Asof) \
  X(At) X(Atomic) X(Authorization) X(Before) X(Begin) X(Between) X(Body) X(Bulk) X(By) X(Cache) X(Call) X(Cascade) X(Case) X(Cast) \
  X(Catalog) X(Catch) X(Change) X(Changes) X(Character) X(Check) X(Clone) X(Close) X(Cluster) X(Collate) X(Collect) X(Column) \
  X(Columns) X(Comment) X(Commit) X(Compound) X(Concurrently) X(Condition) X(Conflict) X(Connect) X(Constraint) X(Continue) \
  X(Convert) X(Copy) X(Create) X(Cross) X(Cube) X(Current) X(Cursor) X(Data) X(Database) X(Deallocate) X(Declare) X(Default) \
  X(Deferred) X(Definer) X(Delayed) X(Delete) X(Deny) X(Desc) X(Describe) X(Dictionary) X(Directory) X(Distinct) \
  X(Distinctrow) X(Distribute) X(Distributed) X(Div) X(Do) X(Domain) X(Drop) X(Dual) X(Duplicate) X(Dynamic) X(Each) X(Editionable) \
  X(Else) X(Elseif) X(Elsif) X(End) X(Error) X(Errors) X(Escape) X(Event) X(Except) X(Exception) X(Exchange) X(Exclude) X(Exclusive) X(Exec) X(Execute) \
  X(Exists) X(Exit) X(Explain) X(Export) X(Extension) X(External) X(Extract) X(False) X(Fetch) X(Filter) X(Final) X(First) X(Following) \
  X(For) X(Force) X(Foreign) X(Format) X(From) X(Full) X(Fulltext) X(Function) X(Generated) X(Glob) X(Global) X(Go) X(Goto) X(Grant) \
  X(Group) X(Handler) X(Hash) X(Having) X(Hybrid) X(Iceberg) X(Identified) X(Identity) X(If) X(Ignore) X(Ilike) X(Immediate) X(Import) X(In) \
  X(Index) X(Indexed) X(Inner) X(Inpath) X(Insert) X(Instead) X(Intersect) X(Interval) X(Into) X(Is) X(Isnull) X(Isolation) X(Iterate) X(Join) \
  X(Keep) X(Key) X(Kill) X(Language) X(Last) X(Lateral) X(Leave) X(Left) X(Like) X(Limit) X(Link) X(Load) X(Local) X(Lock) X(Locked) X(Log) \
  X(Loop) X(Macro) X(Matched) X(Materialized) X(Merge) X(Minus) X(Mod) X(Model) X(Modify) X(Natural) X(New) X(Next) X(No) X(Noaction) X(Nonclustered) X(Clustered) \
  X(Noneditionable) X(Not) X(Nothing) X(Notnull) X(Nowait) X(Null) X(Nulls) X(Of) X(Off) X(Offset) X(Old) X(On) X(Only) X(Open) X(Optimize) \
  X(Option) X(Or) X(Order) X(Ordinality) X(Out) X(Outer) X(Outfile) X(Dumpfile) X(Output) X(Over) X(Overlaps) X(Overriding) X(Overwrite) X(Package) \
  X(Partition) X(Partitioned) X(Passing) X(Path) X(Percent) X(Period) X(Perform) X(Pivot) X(Policy) X(Positional) X(Pragma) X(Preceding) X(Prepare) \
  X(Prepared) X(Prewhere) X(Primary) X(Print) X(Private) X(Privileges) X(Proc) X(Procedure) X(Public) X(Publication) X(Purge) X(Put) X(Qualify) X(Query) X(Quick) \
  X(Raise) X(Raiserror) X(Range) X(Read) X(Recover) X(Recursive) X(References) X(Refresh) X(Regexp) X(Release) X(Rename) X(Repair) X(Repeat) X(Repeatable) \
  X(Replace) X(Replication) X(Reset) X(Resignal) X(Restore) X(Restrict) X(Return) X(Returning) X(Returns) X(Revoke) X(Right) X(Rlike) X(Role) X(Rollback) X(Rollup) \
  X(Row) X(Rowid) X(Rows) X(Rule) X(Sample) X(Savepoint) X(Schema) X(Secure) X(Security) X(Select) X(Semi) X(Separator) X(Sequence) X(Server) X(Session) X(Set) X(Sets) \
  X(Settings) X(Share) X(Show) X(Signal) X(Similar) X(Skip) X(Some) X(Sort) X(Spatial) X(Sql) X(Stage) X(Start) X(Statistics) X(Stdin) X(Stdout) X(Straight_Join) X(Stream) X(Struct) X(Subscription) \
  X(Swap) X(Synonym) X(System) X(Table) X(Tables) X(Tablesample) X(Task) X(Temp) X(Temporary) X(Then) X(Throw) X(Ties) X(Timestamp) X(To) X(Top) X(Totals) X(Tran) \
  X(Transaction) X(Transient) X(Trigger) X(True) X(Truncate) X(Try) X(Type) X(Unbounded) X(Undrop) X(Union) X(Unique) X(Unknown) X(Unload) X(Unlock) X(Unlogged) X(Unnest) X(Unpivot) X(Until) X(Update) \
  X(Use) X(User) X(Using) X(Vacuum) X(Value) X(Values) X(Verify) X(Version) X(View) X(Virtual) X(Volatile) X(Wait) X(Waitfor) X(When) X(Where) X(While) X(Window) X(With) X(Within) X(Without) X(Work) \
  X(Write) X(Xa) X(Xor) X(Zone) X(Ordered) X(Search) X(Cycle) X(Respect) X(Columnstore) X(Overlay) X(Identifier) X(Attach) X(Detach) X(Ctas)

enum class Kw : std::uint16_t {
  None,
#define X(name) name,
  ONEWRITER_SQL_KEYWORDS(X)
#undef X
  Count_,
};
// clang-format on

// Any case. Kw::None for other words.
Kw keyword_from(std::string_view word);

// The word cannot be an alias or a name without quotes in the dialects read here: it starts a clause, joins or is an
// operator.
bool is_reserved(Kw word);

using ascii::lower;
bool equals_ignoring_case(std::string_view a, std::string_view b);
std::string_view trim(std::string_view text);

}  // namespace onewriter::sql
