
# find_cluster REGION QUERY: the identifier of the cluster whose description answers True.
find_cluster() {
  local region=$1 query=$2 identifier
  ask - aws dsql list-clusters --region "$region" --query 'clusters[].[identifier]' --output text
  for identifier in $composer_answer; do
    ask ResourceNotFoundException aws dsql get-cluster \
      --identifier "$identifier" --region "$region" --query "$query" --output text
    if [[ $composer_answer == True ]]; then
      composer_answer=$identifier
      return
    fi
  done
  composer_answer=''
}
