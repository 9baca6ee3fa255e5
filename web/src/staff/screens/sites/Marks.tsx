import type { SiteMark } from '@shared/types';

/** The far end of both axes of a mark's points. */
export const EDGE = 10_000;

// Strong enough over any picture; each lies on a dark rim.
const COLOURS: Record<SiteMark['colour'], string> = { RED: '#ff4d4f', YELLOW: '#ffd60a', BLUE: '#40a9ff' };

interface MarksProps {
  marks: SiteMark[];
  /** The picture's own size in pixels. */
  width: number;
  height: number;
  /** Whether the picture is cut to its frame, as in a thumbnail. */
  cut?: boolean;
  chosen?: number;
}

/** What is drawn on a picture, laid over it. */
export function Marks({ marks, width, height, cut, chosen }: MarksProps) {
  if (marks.length === 0 || width === 0) return null;
  return (
    <svg aria-hidden viewBox={`0 0 ${width} ${height}`} preserveAspectRatio={cut ? 'xMidYMid slice' : 'xMidYMid meet'} style={{ position: 'absolute', inset: 0, width: '100%', height: '100%', pointerEvents: 'none' }}>
      {marks.map((mark, at) => <Shape key={at} mark={mark} width={width} height={height} chosen={at === chosen} />)}
    </svg>
  );
}

function Shape({ mark, width, height, chosen }: { mark: SiteMark; width: number; height: number; chosen: boolean }) {
  const thick = Math.max(width, height) / (chosen ? 110 : 160);
  const points = mark.points.map(([x, y]) => [(x / EDGE) * width, (y / EDGE) * height] as const);
  const [[x1 = 0, y1 = 0] = [], [x2 = x1, y2 = y1] = []] = points;
  const colour = COLOURS[mark.colour];
  if (mark.kind === 'TEXT') {
    const size = Math.max(width, height) / 28;
    return <text x={x1} y={y1} fontSize={size} fontWeight={700} fill={colour} stroke="#000" strokeWidth={size / 9} paintOrder="stroke" textDecoration={chosen ? 'underline' : undefined}>{mark.text}</text>;
  }
  const shape = (() => {
    if (mark.kind === 'CIRCLE') return <ellipse cx={(x1 + x2) / 2} cy={(y1 + y2) / 2} rx={Math.abs(x2 - x1) / 2} ry={Math.abs(y2 - y1) / 2} />;
    if (mark.kind === 'BOX') return <rect x={Math.min(x1, x2)} y={Math.min(y1, y2)} width={Math.abs(x2 - x1)} height={Math.abs(y2 - y1)} />;
    const head = mark.kind === 'ARROW' ? arrowHead(x1, y1, x2, y2, thick * 6) : '';
    return <path d={`M${points.map(([x, y]) => `${x},${y}`).join('L')}${head}`} />;
  })();
  const round = { fill: 'none', strokeLinecap: 'round', strokeLinejoin: 'round' } as const;
  return <>
    <g {...round} stroke="#000" strokeOpacity={0.6} strokeWidth={thick * 1.8}>{shape}</g>
    <g {...round} stroke={colour} strokeWidth={thick}>{shape}</g>
  </>;
}

function arrowHead(x1: number, y1: number, x2: number, y2: number, length: number): string {
  const angle = Math.atan2(y2 - y1, x2 - x1);
  const side = (turn: number) => `${x2 - length * Math.cos(angle + turn)},${y2 - length * Math.sin(angle + turn)}`;
  return `M${side(0.5)}L${x2},${y2}L${side(-0.5)}`;
}
