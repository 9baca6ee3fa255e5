interface Stroke {
  points: { time: number }[];
}

const FEWEST_POINTS = 10;
const SHORTEST_MS = 300;

/** Fewer than ten points or less than 300 ms is a slip of the finger. */
export function isSignature(strokes: Stroke[]): boolean {
  const times = strokes.flatMap((stroke) => stroke.points.map((point) => point.time));
  if (times.length < FEWEST_POINTS) return false;
  return Math.max(...times) - Math.min(...times) >= SHORTEST_MS;
}
