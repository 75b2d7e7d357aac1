import { en } from './common.en';
import { fr } from './common.fr';
import { translator } from './translate';

export const { t, has } = translator(en, fr);
