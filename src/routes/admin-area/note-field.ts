import { z } from 'zod';
import { NOTE_MAX_CHARACTERS, NOTE_MIN_CHARACTERS } from '#views/admin/confirm-page.tsx';

/** What an operator says about why; kept with the change. */
export const noteField = z.string().trim().min(NOTE_MIN_CHARACTERS).max(NOTE_MAX_CHARACTERS);
