import { en } from './settings.en';
import { fr } from './settings.fr';
import { translator } from './translate';

export const { t, tn, has } = translator(en, fr);
