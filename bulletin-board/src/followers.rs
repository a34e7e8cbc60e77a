//! What other servers on the same database have appended: taken in here, so that every server shows the same.

use crate::{committed::Committed, server::Board, store::StoreError};
use std::{sync::Arc, time::Duration};

/// How far a server may be behind the others.
const INTERVAL: Duration = Duration::from_millis(100);

/// Follows the other servers until the store is closed.
pub(crate) async fn follow(board: Arc<Board>) {
    let mut well = true;
    while !board.store.is_closed() {
        match Box::pin(look(&board)).await {
            Ok(()) => well = true,
            Err(error) if well => {
                tracing::warn!(%error, "cannot see what other servers append");
                well = false;
            }
            Err(_) => {}
        }
        tokio::time::sleep(INTERVAL).await;
    }
}

async fn look(board: &Board) -> Result<(), StoreError> {
    for (id, size) in board.store.news().await? {
        let known = board.elections.read().await.by_id.get(&id).cloned();
        if let Some(handle) = known {
            // Fewer than here would be lines lost: to be found at once, too.
            if handle.committed.read().await.election.entries() != size {
                handle.catch_up(&board.store).await?;
            }
            continue;
        }
        let (committed, recounted) = Committed::load(&board.store, &id).await?;
        if committed.election.manifest().log.key != board.identity.key.verifying_key() {
            return Err(StoreError::Unfit {
                message: format!("election {id} names another key than this server's board.key"),
                hint: "give all servers of a database the same board.key",
            });
        }
        board.check_memory(&committed.election).await?;
        let mut elections = board.elections.write().await;
        if !elections.by_id.contains_key(&id) {
            tracing::info!(election = %id, "created by another server");
            let handle = board.serve(committed, recounted).await?;
            elections.insert(id, handle);
        }
    }
    Ok(())
}
