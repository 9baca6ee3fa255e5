import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { api } from '@shared/api';
import { ApiError } from '@shared/apiError';
import type { Article, Coded, Estimate, EstimatePreview, ExplainedEstimate, Sheet } from '@shared/types';
import { useRefusal } from '../../ui/refusal';
import { useSettled } from '../quotes/usePrice';

const CATALOGUE_FRESH_MS = 600_000;
const TYPING_PAUSE_MS = 250;
const SAVING_PAUSE_MS = 900;

const detailKey = (id: string) => ['estimates', 'detail', id];

export function useEstimate(id: string) {
  return useQuery({ queryKey: detailKey(id), queryFn: () => api.get<Estimate>(`/estimates/${id}`) });
}

export function useArticles() {
  const query = useQuery({ queryKey: ['articles'], queryFn: () => api.get<{ articles: Article[] }>('/articles'), staleTime: CATALOGUE_FRESH_MS });
  const articles = query.data?.articles;
  return useMemo(() => ({ list: articles ?? [], byCode: new Map((articles ?? []).map((article) => [article.code, article])) }), [articles]);
}

export const useSizes = () => useQuery({ queryKey: ['move-sizes'], queryFn: () => api.get<{ sizes: Coded[] }>('/move-sizes'), staleTime: CATALOGUE_FRESH_MS }).data?.sizes ?? [];
export const useServices = () => useQuery({ queryKey: ['service-types'], queryFn: () => api.get<{ services: Coded[] }>('/service-types'), staleTime: CATALOGUE_FRESH_MS }).data?.services ?? [];

/** Which formula stands behind it. */
export function useFormula(id: string, version: number) {
  return useQuery({ queryKey: ['estimates', 'formula', id, version], queryFn: () => api.get<ExplainedEstimate>(`/estimates/${id}/formula`) });
}

const partsOf = (sheet: Sheet) => ({ rooms: sheet.rooms, stops: sheet.stops, cartons: sheet.cartons });

/** What the sheet comes to as it is typed; the last answer stays while a newer one is on its way. */
export function usePreview(estimate: Estimate, sheet: Sheet) {
  const settled = useSettled(JSON.stringify(partsOf(sheet)), TYPING_PAUSE_MS);
  return useQuery({
    // Facts that are changed beside the sheet make a new version, and so a new preview.
    queryKey: ['estimates', 'preview', estimate.id, estimate.version, settled],
    queryFn: ({ signal }) => api.post<EstimatePreview>(`/estimates/${estimate.id}/preview`, JSON.parse(settled), { signal }),
    placeholderData: keepPreviousData,
    retry: false,
    refetchOnWindowFocus: false,
  });
}

/** The sheet being typed; it saves itself when typing pauses, and when the page is left. */
export function useSheet(estimate: Estimate, editable: boolean) {
  const queryClient = useQueryClient();
  const refuse = useRefusal();
  const [sheet, setSheet] = useState(estimate.sheet);
  const text = JSON.stringify(partsOf(sheet));
  const settled = useSettled(text, SAVING_PAUSE_MS);
  const saved = useRef(text);
  const refused = useRef('');
  const version = useRef(estimate.version);
  version.current = Math.max(version.current, estimate.version);

  const save = useMutation({
    mutationFn: (parts: string) => api.put<Estimate>(`/estimates/${estimate.id}/sheet`, JSON.parse(parts), { version: version.current, key: crypto.randomUUID() }),
    onSuccess: (answer, parts) => {
      saved.current = parts;
      version.current = answer.version;
      queryClient.setQueryData(detailKey(estimate.id), answer);
      void queryClient.invalidateQueries({ queryKey: ['estimates', 'list'] });
    },
    onError: async (error, parts) => {
      refused.current = parts;
      refuse(error);
      if (!(error instanceof ApiError) || error.status !== 412) return;
      // Somebody else saved in between: theirs is shown, and typing goes on from there.
      const theirs = await api.get<Estimate>(`/estimates/${estimate.id}`);
      saved.current = JSON.stringify(partsOf(theirs.sheet));
      version.current = theirs.version;
      queryClient.setQueryData(detailKey(estimate.id), theirs);
      setSheet(theirs.sheet);
    },
  });
  const { mutate, isPending } = save;
  useEffect(() => {
    if (editable && !isPending && settled !== saved.current && settled !== refused.current) mutate(settled);
  }, [editable, settled, isPending, mutate]);

  const latest = useRef(text);
  latest.current = text;
  useEffect(() => () => {
    if (editable && latest.current !== saved.current && latest.current !== refused.current) {
      void api.put(`/estimates/${estimate.id}/sheet`, JSON.parse(latest.current), { version: version.current }).catch(() => undefined);
    }
  }, [editable, estimate.id]);

  return { sheet, setSheet, dirty: text !== saved.current, saving: isPending };
}
