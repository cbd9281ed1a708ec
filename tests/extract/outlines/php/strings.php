<?php
$q = "select * from {$this->table} where id = $id and x = {$a['b']} $o->p \n \$5";
$r = 'it\'s $x' . self::TABLE . "a";
$r .= ' b';
$s = <<<SQL
    select *
      from {$table}
    where a = $b
    SQL;
$t = <<<'SQL'
raw $x
  more
SQL;
$empty = '';
