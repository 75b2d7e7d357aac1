import { en } from './reports.en';
import { fr } from './reports.fr';
import { translator } from './translate';

export const { t, tn } = translator(en, fr);
