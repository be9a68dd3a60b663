export {
  type CodedColumn,
  type FixedColumn,
  findColumn,
  fromUnit,
  type StoredColumn,
  type StoredTable,
  type Unit,
} from "./column.ts";
