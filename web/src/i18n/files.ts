import { en } from './files.en';
import { fr } from './files.fr';
import { translator } from './translate';

export const { t, tn } = translator(en, fr);
