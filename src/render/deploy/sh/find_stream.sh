
# find_stream REGION CLUSTER QUERY: the identifier of the cluster's stream whose description answers True.
find_stream() {
  local region=$1 cluster=$2 query=$3 identifier
  composer_answer=''
  if [[ -z $cluster ]]; then return; fi
  ask ResourceNotFoundException aws dsql list-streams \
    --cluster-identifier="$cluster" --region "$region" --query 'streams[].[streamIdentifier]' --output text
  for identifier in $composer_answer; do
    ask ResourceNotFoundException aws dsql get-stream --cluster-identifier="$cluster" \
      --stream-identifier "$identifier" --region "$region" --query "$query" --output text
    if [[ $composer_answer == True ]]; then
      composer_answer=$identifier
      return
    fi
  done
  composer_answer=''
}
