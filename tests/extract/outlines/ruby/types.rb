require 'json'
require_relative '../order'

module Shop
  class Shop::Order < ApplicationRecord
    TABLE = 'orders'
    self.table_name = TABLE
    belongs_to :customer, class_name: 'Person', optional: true
    has_many :items, -> { where(open: true) }, dependent: :destroy
    scope :recent, -> (n = 1) { order(:id).limit(n) }
    attr_accessor :a, :b

    def initialize(a, b = 1, *c, d: 2, e:, **f, &g)
      super(a)
      @db = PG.connect(dbname: 'shop')
    end

    def self.find_all(ids) = where(id: ids)

    def total
      items.sum(&:price)
    rescue Foo => e
      raise Bar, "x"
    end
  end
end
