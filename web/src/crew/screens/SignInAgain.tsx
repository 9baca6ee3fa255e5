import { Dialog } from '@mui/material';
import { usePreferences } from '../context';
import SignIn from './SignIn';

interface Props {
  email: string;
  onClose: () => void;
  onDone: () => void;
}

/** A new sign-in over the work that goes on. */
export default function SignInAgain({ email, onClose, onDone }: Props) {
  const { t } = usePreferences();
  return (
    <Dialog open onClose={onClose} aria-label={t('sign_in.title')}>
      <SignIn again={{ email, onDone }} />
    </Dialog>
  );
}
