package main

const table = "orders"

var (
	query = `select *
from ` + table + " where a = \"x\"\n"
	a, b int = 1, -2
	empty string
)

func main() {
	rows, err := db.QueryContext(ctx, fmt.Sprintf("select %s", cols), args[0], xs...)
	if err := rows.Err(); err != nil && !done {
		log.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		rows.Scan(&o.ID)
	}
	for i, x := range xs[1:] {
		total += x.(int)
	}
	go func(id string) { use([]byte(id)) }(key)
	list := []Item{{ID: 1}, {ID: 2}}
	filter := bson.M{"a": 1, "b": bson.D{{"$gt", 2}}}
	m := map[string][]int{"a": {1}}
	o := &model.Order{Name: "x", Tags: []string{"a"}}
	db.Model(&Order{}).Where("id = ?", id).First(&o)
	c.Handle("/x", func(w http.ResponseWriter, r *http.Request) { s.get(w, r) })
	v := Map[string, int](xs)(1)
	// onewriter:ignore shared-writer moved in March
	switch x := y.(type) {
	case *Order:
		x.Save()
	}
	s.cache["a"] = 'c'
}
