import { en } from './mail.en';
import { fr } from './mail.fr';
import { translator } from './translate';

export const { t, tn } = translator(en, fr);
