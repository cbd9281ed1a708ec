package store

import (
	"context"
	pg "github.com/jackc/pgx/v5"
	_ `embed`
)

import "fmt"

// Order is mapped to a table.
type Order struct {
	gorm.Model
	ID       int64  `gorm:"column:id;primaryKey" json:"id"`
	A, B     *string
	Items    []Item `gorm:"foreignKey:OrderID"`
	Extra    map[string]any
}

type Store interface {
	Reader
	Find(ctx context.Context, id string) (*Order, error)
	Close() error
}

type Status string
type Alias = other.Thing
type Page[T any] struct{ Items []T }

func (Order) TableName() string { return "orders" }

func (s *Store) Find(ctx context.Context, a, b string, rest ...int) (order *Order, err error) {
	return s.load(a), nil
}

func New(db *sql.DB) *Store { return &Store{db: db} }
