import { useCallback, useEffect, useRef, useState } from 'react';
import { putRooms, type Survey, type SurveyRoom } from '../survey';

const PAUSE_MS = 800;
const AGAIN_MS = 5_000;

/** The rooms as they are typed; kept on the server a moment after each change, and again until that succeeds. */
export function useSurveyRooms(token: string, survey: Survey) {
  const [rooms, setRooms] = useState<SurveyRoom[]>(survey.rooms);
  const [note, setNote] = useState(survey.note ?? '');
  const [saving, setSaving] = useState<'DONE' | 'BUSY' | 'FAILED'>('DONE');
  const latest = useRef({ rooms, note });
  const kept = useRef(JSON.stringify({ rooms, note }));
  latest.current = { rooms, note };

  const flush = useCallback(async () => {
    const text = JSON.stringify(latest.current);
    if (text === kept.current) return;
    setSaving('BUSY');
    try {
      await putRooms(token, latest.current.rooms, latest.current.note);
      kept.current = text;
      setSaving('DONE');
    } catch (fault) {
      setSaving('FAILED');
      throw fault;
    }
  }, [token]);

  useEffect(() => {
    if (JSON.stringify({ rooms, note }) === kept.current) return undefined;
    setSaving('BUSY');
    const timer = setTimeout(() => void flush().catch(() => undefined), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [rooms, note, flush]);
  useEffect(() => {
    if (saving !== 'FAILED') return undefined;
    const timer = setTimeout(() => void flush().catch(() => undefined), AGAIN_MS);
    return () => clearTimeout(timer);
  }, [saving, flush]);

  return { rooms, setRooms, note, setNote, saving, flush };
}
