import type { components } from './schema';

type Schemas = components['schemas'];

export type State = Schemas['State'];
export type Priority = Schemas['Priority'];
export type Level = Schemas['Level'];
export type TicketType = Schemas['TicketType'];
export type Resolution = Schemas['Resolution'];
export type Role = Schemas['Role'];
export type Availability = Schemas['Availability'];
export type SlaStatus = Schemas['SlaStatus'];

export type Form = Schemas['Form'];
export type Challenge = Schemas['Challenge'];
export type NewTicket = Schemas['NewTicket'];
export type TicketReceipt = Schemas['TicketReceipt'];
export type PortalTicket = Schemas['PortalTicket'];
export type PortalMessage = Schemas['PortalMessage'];

export type Me = Schemas['Me'];
export type OutOfOffice = Schemas['OutOfOffice'];
export type Agent = Schemas['AgentSummary'];
export type Team = Schemas['TeamSummary'];
export type View = Schemas['View'];
export type ViewId = Schemas['ViewId'];
export type TicketSummary = Schemas['TicketSummary'];
export type Ticket = Schemas['Ticket'];
export type TicketDetail = Schemas['TicketDetail'];
export type TicketCost = Schemas['TicketCost'];
export type Reminder = Schemas['Reminder'];
export type Clock = Schemas['Clock'];
export type Allowed = Schemas['Allowed'];
export type Entry = Schemas['Entry'];
export type Event = Schemas['Event'];
export type Applied = Schemas['Applied'];
export type Set = Schemas['Set'];
export type Grounds = Schemas['Grounds'];
export type Metric = Schemas['Metric'];
export type Actor = Schemas['Actor'];
export type StaleVersion = Schemas['StaleVersion'];
