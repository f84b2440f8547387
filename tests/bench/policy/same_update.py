"""One update of proximal policy optimisation in PyTorch on one thread, as many times as the first argument says: prints the
milliseconds of each, or nothing where it is not installed."""

import sys
import time

try:
    import torch
except ImportError:
    raise SystemExit(0)

torch.set_num_threads(1)
torch.manual_seed(1)
STATES, STEPS, EPOCHS, BATCH, CLIP = 24, 2048, 10, 64, 0.2


def net(outputs):
    return torch.nn.Sequential(
        torch.nn.Linear(STATES, 64), torch.nn.Tanh(), torch.nn.Linear(64, 64), torch.nn.Tanh(), torch.nn.Linear(64, outputs)
    )


actor, critic = net(1), net(1)
log_deviation = torch.nn.Parameter(torch.zeros(1))
parameters = [*actor.parameters(), *critic.parameters(), log_deviation]
optimiser = torch.optim.Adam(parameters, lr=3e-4)
states = torch.randn(STEPS, STATES)
with torch.no_grad():
    actions = actor(states) + torch.randn(STEPS, 1)
    old = torch.distributions.Normal(actor(states), log_deviation.exp()).log_prob(actions).sum(1)
advantages, returns = torch.randn(STEPS), torch.randn(STEPS)

for _ in range(int(sys.argv[1])):
    started = time.perf_counter()
    for _ in range(EPOCHS):
        for rows in torch.randperm(STEPS).split(BATCH):
            now = torch.distributions.Normal(actor(states[rows]), log_deviation.exp()).log_prob(actions[rows]).sum(1)
            ratio = (now - old[rows]).exp()
            better = advantages[rows]
            better = (better - better.mean()) / (better.std(unbiased=False) + 1e-8)
            gain = torch.min(ratio * better, ratio.clamp(1 - CLIP, 1 + CLIP) * better).mean()
            off = critic(states[rows]).squeeze(1) - returns[rows]
            loss = 0.5 * off.square().mean() - gain
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(parameters, 0.5)
            optimiser.step()
    print(1000 * (time.perf_counter() - started))
