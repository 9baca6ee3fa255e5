import type { ComponentType, LazyExoticComponent } from 'react';

export type FieldType =
  | 'text' | 'longtext' | 'code' | 'email' | 'phone' | 'number' | 'boolean' | 'enum' | 'day' | 'moment' | 'money' | 'location' | 'user' | 'tags';

export interface Field<T> {
  name: Extract<keyof T, string>;
  type?: FieldType;
  required?: boolean;
  max?: number;
  /** Values of an `enum`. */
  options?: readonly string[];
  /** Group of the labels of an `enum` below `enums.`. */
  kind?: string;
  initial?: unknown;
  /** Offered as a filter of the list. */
  filter?: boolean;
  /** Shown as a soft chip. */
  badge?: boolean;
  /** Not a column unless the reader chooses it; `false` leaves it out of the list altogether. */
  list?: boolean | 'hidden';
  /** Means something only in companies of this trade. */
  trade?: 'MOVING' | 'CRANE_RENTAL';
  /** Set by the server, never typed. */
  readOnly?: boolean;
  sortable?: boolean;
  /** Width of the list, in px, from which the column is worth its place; narrower lists leave it out. */
  fromWidth?: number;
  /** Never broken over two lines in a list. */
  whole?: boolean;
  /** Draws the value where its type does not say enough. */
  cell?: ComponentType<{ record: T }>;
  /** A field of the answer shown instead of an id. */
  display?: Extract<keyof T, string>;
}

type Page = ComponentType | LazyExoticComponent<ComponentType>;

export interface ResourceDef<T> {
  name: string;
  icon: ComponentType;
  /** Field that names a record. */
  title: Extract<keyof T, string>;
  sort?: [Extract<keyof T, string>, 'ASC' | 'DESC'];
  fields: Field<T>[];
  related?: { resource: string; target: string }[];
  search?: boolean;
  create?: boolean;
  edit?: boolean;
  show?: boolean;
  csv?: boolean;
  overrides?: { list?: Page; show?: Page; edit?: Page; create?: Page };
}

/** The registry holds definitions of unlike records. */
export type AnyDef = ResourceDef<any>;

const registry = new Map<string, AnyDef>();

/** Describes a resource of the API; `autoResource` makes its pages. */
export function defineResource<T>(def: ResourceDef<T>): ResourceDef<T> {
  registry.set(def.name, def as AnyDef);
  return def;
}

export const allDefs = (): AnyDef[] => [...registry.values()];

export function defOf(name: string): AnyDef {
  const def = registry.get(name);
  if (!def) throw new Error(`unknown resource ${name}`);
  return def;
}

export const labelKey = (def: AnyDef, field: Field<unknown> | { name: string }): string => `resources.${def.name}.fields.${field.name}`;

export const filterFields = (def: AnyDef) => def.fields.filter((field) => field.filter);
export const columnFields = (def: AnyDef, trade?: string) => def.fields.filter((field) => field.list !== false && field.type !== 'longtext' && (!field.trade || !trade || field.trade === trade));
export const hiddenColumns = (def: AnyDef) => def.fields.filter((field) => field.list === 'hidden').map((field) => field.name);
export const inputFields = (def: AnyDef) => def.fields.filter((field) => !field.readOnly);
export const initialValues = (def: AnyDef): Record<string, unknown> =>
  Object.fromEntries(def.fields.filter((field) => field.initial !== undefined).map((field) => [field.name, field.initial]));
