### What is at home to lift, and the task that strength is for.

weights-kettlebell = Strength work is coming. Which kettlebells do you have? For example: 8 and 12 kg. You can skip this one.
weights-kettlebell-none = None
weights-dumbbell = And which dumbbells? For example: 2, 4 and 6 kg. You can skip this one.
weights-dumbbell-none = None
weights-band = Which bands do you have? Tick all that fit. You can skip this one.
weights-band-light = Light
weights-band-medium = Medium
weights-band-strong = Strong
weights-easy = How much could you lift 15 times with ease? A rucksack with water will do: 1 litre is 1 kg. A number is enough. You can skip this one.
weights-noted = Thank you. Loads start at or below that, and grow in the smallest steps you have.
again-weights = I could not read “{ $heard }” as a weight from 0.2 to 100 kg (up to 220 lb). Try “8 and 12 kg”, “20 lb”, “two 5 litre bottles” or “none”.

## The task

task-task = Now it is about your own day. What would you like to be ready for? One sentence is best, like “lift my child, 12 kg, from the floor, ten times a day”. You can skip this one.
task-movement = Which movement is closest to it?
task-movement-lift = Lifting
task-movement-carry = Carrying
task-movement-sit = Sitting and getting up
task-movement-stand = Standing
task-movement-walk = Walking
task-movement-stairs = Stairs
task-movement-reach = Reaching up
task-movement-turn = Turning
task-noted = { $reason }
again-task = Please say it in a few words, with a weight up to 100 kg (220 lb) if it has one, like “carry the shopping, 6 kg”.

card-rehearsal = Your task: { $name }.
card-buffer = Your task: { $name }. This is { $percent } % of it.
