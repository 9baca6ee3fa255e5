import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Snackbar from '@mui/material/Snackbar';
import Typography from '@mui/material/Typography';
import { useTranslate } from 'react-admin';
import { AskDialog } from '../../ui/AskDialog';
import { useDraft } from '../../ui/draft';
import { TextLine } from '../../ui/fields';
import type { Asking, Moves } from './useMoves';

function ReasonDialog({ asking, moves }: { asking: Asking; moves: Moves }) {
  const translate = useTranslate();
  const draft = useDraft<{ reason: string | null }>({ reason: null });
  const submit = () => {
    if (!draft.values.reason?.trim()) return draft.setErrors({ reason: translate('cnc.form.required') });
    moves.move(asking.ids, asking.stage, 0, draft.values.reason);
  };
  return (
    <AskDialog title={translate(asking.stage.base === 'LOST' ? 'cnc.deal.why_lost' : 'cnc.deal.why_won')} draft={draft} submit={translate('cnc.action.save')} busy={moves.busy} onClose={moves.stopAsking} onSubmit={submit}>
      <TextLine name="reason" label={translate('cnc.form.reason')} required autoFocus multiline minRows={2} />
    </AskDialog>
  );
}

/** What a move asks, and what came of it: undo for ten seconds, and each deal that stayed with the reason. */
export function MoveAnswers({ moves }: { moves: Moves }) {
  const translate = useTranslate();
  return (
    <>
      {moves.asking ? <ReasonDialog asking={moves.asking} moves={moves} /> : null}
      <Snackbar open={Boolean(moves.done)} anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }}>
        <Alert severity="success" variant="outlined" sx={{ bgcolor: 'background.paper' }} action={<Button color="inherit" onClick={moves.undo}>{translate('cnc.deal.undo')} (Z)</Button>}>
          {translate('cnc.deal.moved', { smart_count: moves.done?.moved.length ?? 0 })}
        </Alert>
      </Snackbar>
      <Dialog open={moves.refused.length > 0} onClose={moves.seen} maxWidth="sm" fullWidth aria-labelledby="deals-stayed">
        <DialogTitle id="deals-stayed">{translate('cnc.deal.stayed')}</DialogTitle>
        <DialogContent>
          {moves.refused.map((each) => (
            <Typography key={each.id} sx={{ py: 0.5 }}>
              <strong>{[each.number, each.title].filter(Boolean).join(' · ') || translate('cnc.deal.unknown')}</strong>: {each.message}
            </Typography>
          ))}
        </DialogContent>
        <DialogActions><Button onClick={moves.seen} autoFocus>{translate('cnc.action.close')}</Button></DialogActions>
      </Dialog>
    </>
  );
}
