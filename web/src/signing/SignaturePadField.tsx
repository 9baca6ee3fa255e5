import { useEffect, useRef } from 'react';
import { Box } from '@mui/material';
import SignaturePad from 'signature_pad';

interface Props {
  label: string;
  onReady: (pad: SignaturePad | null) => void;
  onStroke: () => void;
  /** CSS height of the paper. */
  height?: string;
}

/** White paper and dark ink in every appearance, since the picture is printed. */
export function SignaturePadField({ label, onReady, onStroke, height = 'min(46dvh, 320px)' }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    const pad = new SignaturePad(element, { backgroundColor: '#ffffff', penColor: '#0b1a3a', minWidth: 1, maxWidth: 2.6 });
    const fit = () => {
      const strokes = pad.toData();
      const ratio = Math.max(window.devicePixelRatio || 1, 1);
      element.width = element.offsetWidth * ratio;
      element.height = element.offsetHeight * ratio;
      element.getContext('2d')?.scale(ratio, ratio);
      pad.clear();
      pad.fromData(strokes);
    };
    fit();
    pad.addEventListener('endStroke', onStroke);
    window.addEventListener('resize', fit);
    onReady(pad);
    return () => {
      window.removeEventListener('resize', fit);
      pad.off();
      onReady(null);
    };
  }, [onReady, onStroke]);
  return (
    <Box sx={{ border: 1, borderColor: 'text.secondary', borderRadius: 2, overflow: 'hidden', bgcolor: '#ffffff' }}>
      <canvas ref={canvas} role="img" aria-label={label} style={{ display: 'block', width: '100%', height, touchAction: 'none' }} />
    </Box>
  );
}
