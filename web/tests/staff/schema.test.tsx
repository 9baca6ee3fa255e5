import { render, screen } from '@testing-library/react';
import { AdminContext, RecordContextProvider } from 'react-admin';
import { describe, expect, it } from 'vitest';
import { changedFields, listQuery } from '../../src/staff/data/dataProvider';
import { i18nProvider, texts } from '../../src/staff/i18n';
import type { Pair, Texts } from '../../src/staff/i18n/pairs';
import '../../src/staff/resources';
import { allDefs, columnFields, defineResource, filterFields, hiddenColumns, initialValues, inputFields } from '../../src/staff/schema/defineResource';
import { FieldValue } from '../../src/staff/schema/value';

interface Van {
  id: string;
  number: string;
  name: string;
  status: string;
  notes: string;
  seats: number;
}

const van = defineResource<Van>({
  name: 'vans', icon: () => null, title: 'name',
  fields: [
    { name: 'number', readOnly: true },
    { name: 'name', required: true },
    { name: 'status', type: 'enum', kind: 'equipment_status', options: ['ACTIVE', 'REPAIR'], initial: 'ACTIVE', filter: true, badge: true },
    { name: 'seats', type: 'number', list: 'hidden' },
    { name: 'notes', type: 'longtext' },
  ],
});

const names = (fields: { name: string }[]) => fields.map((field) => field.name);

describe('a definition', () => {
  it('says which fields are columns, filters and inputs', () => {
    expect(names(columnFields(van))).toEqual(['number', 'name', 'status', 'seats']);
    expect(hiddenColumns(van)).toEqual(['seats']);
    expect(names(filterFields(van))).toEqual(['status']);
    expect(names(inputFields(van))).toEqual(['name', 'status', 'seats', 'notes']);
    expect(initialValues(van)).toEqual({ status: 'ACTIVE' });
  });

  it('names no field that has no label, and no enumeration without words', () => {
    const missing: string[] = [];
    for (const def of allDefs().filter((d) => d.name !== 'vans')) {
      for (const field of def.fields) {
        if (!at(`resources.${def.name}.fields.${field.name}`)) missing.push(`${def.name}.${field.name}`);
        for (const value of field.options ?? []) if (!at(`enums.${field.kind ?? field.name}.${value}`)) missing.push(`${field.kind}.${value}`);
      }
    }
    expect(missing).toEqual([]);
  });
});

function at(path: string): Pair | Texts | undefined {
  return path.split('.').reduce<Pair | Texts | undefined>((level, key) => (level && !Array.isArray(level) ? (level as Texts)[key] : undefined), texts);
}

describe('the texts', () => {
  it('exist in both languages with the same places for values', () => {
    const faults: string[] = [];
    const walk = (level: Texts, path: string) => {
      for (const [key, value] of Object.entries(level)) {
        if (!Array.isArray(value)) walk(value as Texts, `${path}${key}.`);
        else {
          const [en, fr] = value as unknown as Pair;
          const places = (text: string) => [...text.matchAll(/%\{\w+\}/g)].map((m) => m[0]).sort().join();
          if (path !== 'enums.unit.' && (!en || !fr)) faults.push(`${path}${key} is empty`);
          if (places(en) !== places(fr) || en.includes('||||') !== fr.includes('||||')) faults.push(`${path}${key} differs`);
        }
      }
    };
    walk(texts, '');
    expect(faults).toEqual([]);
  });
});

describe('a value', () => {
  it('is written by its type', () => {
    render(
      <AdminContext i18nProvider={i18nProvider}>
        <RecordContextProvider value={{ id: '1', name: 'Van 1', status: 'REPAIR', total: { amount: '12.50', currency: 'CAD' }, day: '2026-05-01' }}>
          <FieldValue field={{ name: 'status', type: 'enum', kind: 'equipment_status', badge: true }} />
          <FieldValue field={{ name: 'total', type: 'money' }} />
          <FieldValue field={{ name: 'day', type: 'day' }} />
          <FieldValue field={{ name: 'absent' }} />
        </RecordContextProvider>
      </AdminContext>,
    );
    expect(screen.getByText('Repair')).toBeInTheDocument();
    expect(screen.getByText('$12.50')).toBeInTheDocument();
    expect(screen.getByText('May 1, 2026')).toBeInTheDocument();
    expect(screen.getByText('—')).toBeInTheDocument();
  });
});

describe('the data provider', () => {
  it('writes filters and order as the API wants them', () => {
    expect(listQuery({ filter: { status: 'NEW', q: 'ann' }, sort: { field: 'received_at', order: 'DESC' } })).toEqual({ sort: '-received_at', status: 'NEW', q: 'ann' });
    expect(listQuery({ filter: {}, sort: { field: 'id', order: 'ASC' } })).toEqual({ sort: undefined });
  });

  it('sends only what changed', () => {
    expect(changedFields({ a: 1, b: { c: 2 }, version: 3 }, { a: 1, b: { c: 4 }, version: 3 })).toEqual({ b: { c: 4 } });
  });
});
