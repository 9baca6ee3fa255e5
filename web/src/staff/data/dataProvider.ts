import type { DataProvider, GetListParams, RaRecord } from 'react-admin';
import { HttpError } from 'react-admin';
import { api, type ListAnswer, type Query } from '@shared/api';
import { ApiError } from '@shared/apiError';

const LARGEST_LIMIT = 200;

/** Cursor that opens page n of a list, by the list's filter, order and size. */
const cursors = new Map<string, (string | null)[]>();

export function listQuery(params: Pick<GetListParams, 'filter' | 'sort'>): Query {
  const { field, order } = params.sort ?? { field: '', order: 'ASC' };
  const sort = field && field !== 'id' ? `${order === 'DESC' ? '-' : ''}${field}` : undefined;
  const query: Query = { sort };
  for (const [name, value] of Object.entries((params.filter ?? {}) as Record<string, unknown>)) {
    query[name] = value as Query[string];
  }
  return query;
}

async function page(resource: string, query: Query, number: number, limit: number): Promise<ListAnswer<RaRecord>> {
  const key = JSON.stringify([resource, query, limit]);
  const known = cursors.get(key) ?? [null];
  cursors.set(key, known);
  // A page that was opened by its address has no cursor yet: walk there from the last known one.
  let at = Math.min(number - 1, known.length - 1);
  for (;;) {
    const answer = await api.list<RaRecord>(`/${resource}`, { query: { ...query, limit, cursor: known[at] } });
    known[at + 1] = answer.page.next;
    if (at === number - 1 || answer.page.next === null) return answer;
    at += 1;
  }
}

/** Field errors go to react-admin's forms in the shape they know. */
function forForms(error: unknown): never {
  if (error instanceof ApiError && error.status === 422 && error.fields.length > 0) {
    const body = { errors: { ...error.fieldTree(), root: { serverError: error.message } } };
    throw Object.assign(new HttpError(error.message, error.status, body), { cause: error });
  }
  throw error;
}

const versionOf = (record: unknown): number | undefined =>
  typeof record === 'object' && record !== null && 'version' in record ? Number(record.version) : undefined;

export function changedFields(before: Record<string, unknown> | undefined, after: Record<string, unknown>): Record<string, unknown> {
  if (!before) return after;
  return Object.fromEntries(
    Object.entries(after).filter(([name, value]) => name !== 'version' && JSON.stringify(value) !== JSON.stringify(before[name])),
  );
}

/** Locations are few and the API reads them only as a list. */
async function location(id: string): Promise<RaRecord> {
  let cursor: string | null = null;
  do {
    const answer: ListAnswer<RaRecord> = await api.list<RaRecord>('/locations', { query: { limit: LARGEST_LIMIT, cursor } });
    const found = answer.data.find((record) => record.id === id);
    if (found) return found;
    cursor = answer.page.next;
  } while (cursor);
  throw new ApiError(404, { error: 'NOT_FOUND', message: 'This location does not exist.' });
}

const one = (resource: string, id: unknown): Promise<RaRecord> =>
  resource === 'locations' ? location(String(id)) : api.get<RaRecord>(`/${resource}/${String(id)}`);

export const dataProvider = {
  getList: async (resource, params) => {
    const { page: number, perPage } = params.pagination ?? { page: 1, perPage: 25 };
    const answer = await page(resource, listQuery(params), number, Math.min(perPage, LARGEST_LIMIT));
    const total = answer.page.total;
    const pageInfo = { hasNextPage: answer.page.next !== null, hasPreviousPage: number > 1 };
    return total === undefined ? { data: answer.data, pageInfo } : { data: answer.data, total, pageInfo };
  },
  getOne: async (resource, { id }) => ({ data: await one(resource, id) }),
  getMany: async (resource, { ids }) => ({ data: await Promise.all(ids.map((id) => one(resource, id))) }),
  getManyReference: async (resource, params) =>
    dataProvider.getList(resource, { ...params, filter: { ...params.filter, [params.target]: params.id } }),
  create: async (resource, { data }) => ({ data: await api.post<RaRecord>(`/${resource}`, data).catch(forForms) }),
  update: async (resource, { id, data, previousData }) => {
    const body = changedFields(previousData, data as Record<string, unknown>);
    const version = versionOf(previousData);
    return { data: await api.patch<RaRecord>(`/${resource}/${String(id)}`, body, { version }).catch(forForms) };
  },
  updateMany: async () => {
    throw new Error('not offered by the API');
  },
  delete: async (resource, { id, previousData }) => {
    await api.delete(`/${resource}/${String(id)}`, { version: versionOf(previousData) });
    return { data: previousData ?? { id } };
  },
  deleteMany: async () => {
    throw new Error('not offered by the API');
  },
} as DataProvider;
