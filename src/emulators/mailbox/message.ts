import { z } from 'zod';

export const deliverySchema = z.strictObject({
  from: z.string().min(1),
  to: z.string().min(1),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  messageId: z.string().optional(),
});

export interface Message {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly messageId: string | null;
  readonly receivedAt: string;
}
