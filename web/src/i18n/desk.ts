import { en } from './desk.en';
import { fr } from './desk.fr';
import { translator } from './translate';

export const { t, tn, has } = translator(en, fr);
