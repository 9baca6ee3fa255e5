import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@shared/api';
import { ApiError } from '@shared/apiError';
import type { Board, BoardLane, JobCard, JourneyCard, LaneVerdict } from '@shared/types';
import { useAct } from '../../ui/act';

export const boardKey = (date: string, locationId: string | null) => ['board', date, locationId];

export function useBoard(date: string, locationId: string | null) {
  return useQuery({
    queryKey: boardKey(date, locationId),
    queryFn: () => api.get<Board>('/board', { query: { date, location_id: locationId ?? undefined } }),
    enabled: locationId !== null,
    refetchInterval: 60_000,
  });
}

const UNFINISHED = 'PENDING,SCHEDULED,IN_PROGRESS';

/** The first unfinished job from a day on, at a location or anywhere. */
export function useNextWork(from: string, locationId: string | null, wanted: boolean) {
  return useQuery({
    queryKey: ['jobs', 'next', from, locationId],
    queryFn: async () => {
      const query = { status: UNFINISHED, 'service_date.gte': from, sort: 'service_date', limit: 1, location_id: locationId ?? undefined };
      return (await api.list<JobCard>('/jobs', { query })).data[0] ?? null;
    },
    enabled: wanted,
    staleTime: 60_000,
    retry: false,
  });
}

export const hasWork = (board: Board): boolean => allJourneys(board).length > 0 || board.unassigned.length > 0;

export const allJourneys = (board: Board): JourneyCard[] => [...board.lanes.flatMap((lane) => lane.journeys), ...(board.without_truck ?? [])];

/** The board with a journey on another lane or at other times. */
export function withMovedJourney(board: Board, id: string, change: { truck_id?: string; planned_start?: string; planned_end?: string }): Board {
  const journey = allJourneys(board).find((card) => card.id === id);
  if (!journey) return board;
  const moved: JourneyCard = { ...journey, ...change };
  return {
    ...board,
    lanes: board.lanes.map((lane): BoardLane => {
      const others = lane.journeys.filter((card) => card.id !== id);
      return { ...lane, journeys: lane.equipment_id === moved.truck_id ? [...others, moved] : others };
    }),
  };
}

export const checkLanes = (input: { journey_id?: string; job_id?: string; date: string }) => api.post<{ lanes: LaneVerdict[] }>('/board/check', input);

export interface MoveInput {
  journey: JourneyCard;
  truck_id?: string;
  planned_start?: string;
  planned_end?: string;
}

/** Moves a journey; the board shows it at once and takes it back when the server refuses. */
export function useMoveJourney(date: string, locationId: string | null, onRefused?: (error: unknown) => void) {
  const queryClient = useQueryClient();
  const key = boardKey(date, locationId);
  const act = useAct(
    ({ journey, ...change }: MoveInput) => api.patch(`/journeys/${journey.id}`, change, { version: journey.version }),
    { stale: ['board', 'journeys'], done: 'cnc.dispatch.moved' },
  );
  return (input: MoveInput) => {
    const before = queryClient.getQueryData<Board>(key);
    const { journey, ...change } = input;
    if (before) queryClient.setQueryData(key, withMovedJourney(before, journey.id, change));
    act.mutate(input, {
      onError: (error) => {
        if (before) queryClient.setQueryData(key, before);
        onRefused?.(error);
      },
    });
  };
}

export interface AssignInput {
  job: JobCard;
  date: string;
  truck_id: string;
  planned_start: string;
  planned_end: string;
  crew_member_ids: string[];
}

export const planJourney = ({ job, ...rest }: AssignInput, key: string) =>
  api.post<JourneyCard>('/journeys', { job_id: job.id, title: job.title, ...rest }, { key });

/** What already occupies the truck or person, from a refused booking. */
export function takenBy(error: unknown): { title?: string; starts?: string; ends?: string } | null {
  if (!(error instanceof ApiError) || (error.code !== 'TRUCK_TAKEN' && error.code !== 'CREW_TAKEN')) return null;
  const data = error.data as { with?: { title?: string; starts?: string; ends?: string } } | undefined;
  return data?.with ?? {};
}
